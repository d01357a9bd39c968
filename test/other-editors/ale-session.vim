" A session of Vim with ALE and the recipe of the README: each step's value or error, as JSON, in the file that the
" environment names.

set nocompatible hidden noswapfile nofixendofline viminfo=
filetype plugin on
runtime plugin/ale.vim
runtime autoload/ale/util.vim
execute 'source' fnameescape($LUCI_SCHEDULER_RECIPE)

let s:outcomes = {}

function! s:Step(name, Do) abort
  try
    let s:outcomes[a:name] = {'value': a:Do()}
  catch
    let s:outcomes[a:name] = {'error': v:exception}
  endtry
endfunction

" True once it holds, false after ten seconds.
function! s:WaitFor(expression) abort
  for l:attempt in range(200)
    if eval(a:expression) | return 1 | endif
    sleep 50m
  endfor
  return 0
endfunction

function! s:Text() abort
  return join(getline(1, '$'), "\n") . "\n"
endfunction

function! s:Start() abort
  execute 'edit' fnameescape($LUCI_SCHEDULER_CONFIG)
  return {'filetype': &filetype, 'root': LuciJobsRoot(bufnr('')), 'comment': &commentstring}
endfunction

function! s:Diagnostics() abort
  call s:WaitFor('!empty(ale#engine#GetLoclist(bufnr("")))')
  return map(copy(ale#engine#GetLoclist(bufnr(''))), '[v:val.code, v:val.lnum, v:val.col, v:val.end_col]')
endfunction

" Answers what a user would be asked: the new name, or the number of an action.
function! ale#util#Input(message, ...) abort
  let l:number = matchstr(a:message, '\v(\d+)\ze\) [^\n]*with 5m interval')
  return l:number !=# '' ? l:number : 'hourly'
endfunction

function! s:Fix() abort
  call cursor(4, 17)
  ALECodeAction
  call s:WaitFor('getline(4) =~# "5m"')
  return s:Text()
endfunction

function! s:Rename() abort
  call cursor(3, 8)
  ALERename
  call s:WaitFor('getline(9) =~# "hourly"')
  return s:Text()
endfunction

function! s:Definition() abort
  call cursor(9, 14)
  ALEGoToDefinition
  call s:WaitFor('line(".") == 3')
  return line('.')
endfunction

function! s:Format() abort
  call setline(5, '      noop {}')
  ALEFix
  call s:WaitFor('getline(5) ==# "  noop {}"')
  return s:Text()
endfunction

call s:Step('start', function('s:Start'))
call s:Step('diagnostics', function('s:Diagnostics'))
call s:Step('fix', function('s:Fix'))
call s:Step('rename', function('s:Rename'))
call s:Step('definition', function('s:Definition'))
call s:Step('format', function('s:Format'))
call writefile([json_encode(s:outcomes)], $LUCI_SCHEDULER_RESULTS)
quitall!
