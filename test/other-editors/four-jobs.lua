-- A session as somebody has it who writes a config: four jobs and a trigger out of an empty file by what completion offers,
-- mistakes that are mended by quick fixes, another name for a job, the layout. Typed are names alone.

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':h')
local M = dofile(here .. '/driver.lua')
local text, go_to, replace, wait_for = M.text, M.go_to, M.replace, M.wait_for

--- So long each step is to be seen, if somebody looks on. In ms.
local LOOK = tonumber(os.getenv('LUCI_SCHEDULER_NEOVIM_LOOK') or '0')

local function show()
  vim.cmd('redraw')
  vim.wait(LOOK)
end

local function step(name, act)
  M.step(name, act)
  show()
end

--- Where the cursor of somebody who inserts is: 0-based, in bytes. In these texts bytes are UTF-16 units.
local at = { line = 0, character = 0 }

--- Behind the first match of a plain string that is not before the place of `from`.
local function behind(needle, from)
  local start = from and assert(text():find(from, 1, true), from .. ' is not there') or 1
  local _, stop = text():find(needle, start, true)
  assert(stop, needle .. ' is not there')
  local before = vim.split(text():sub(1, stop), '\n')
  at = { line = #before - 1, character = #before[#before] }
end

local function type_in(typed)
  local lines = vim.split(typed, '\n')
  vim.api.nvim_buf_set_text(0, at.line, at.character, at.line, at.character, lines)
  if #lines == 1 then
    at.character = at.character + #typed
  else
    at = { line = at.line + #lines - 1, character = #lines[#lines] }
  end
end

--- Takes what is offered under a label, as clients do: the text replaces what it says, and the cursor goes behind it.
local function accept(label)
  local answer = M.ask('textDocument/completion', { position = at })
  local items = vim.lsp.util.extract_completion_items(answer)
  for _, item in ipairs(items) do
    if item.label == label then
      local start, lines = item.textEdit.range.start, vim.split(item.textEdit.newText, '\n')
      vim.lsp.util.apply_text_edits({ item.textEdit }, 0, 'utf-16')
      local last = #lines[#lines]
      at = { line = start.line + #lines - 1, character = #lines == 1 and start.character + last or last }
      return
    end
  end
  error(label .. ' is not among ' .. vim.inspect(vim.tbl_map(function(item)
    return item.label
  end, items)))
end

--- Takes a field in a line of its own below the one that the cursor is in.
local function field_below(name)
  at.character = #vim.api.nvim_buf_get_lines(0, at.line, at.line + 1, true)[1]
  type_in('\n  ')
  accept(name)
end

local function into_quotes()
  at.character = at.character - 1
end

--- Takes a quick fix as a user does who is asked which one: by the client's own command.
local function fix(line_of, title)
  go_to(line_of)
  local offered
  local done = false
  local select = vim.ui.select
  vim.ui.select = function(items, options, choose)
    offered = vim.tbl_map(options.format_item, items)
    for i, item in ipairs(items) do
      if offered[i] == title then
        done = true
        choose(item, i)
        return
      end
    end
    choose(nil)
    done = true
  end
  local before = text()
  vim.lsp.buf.code_action()
  wait_for('a choice of quick fixes at ' .. line_of, function()
    return done
  end)
  vim.ui.select = select
  wait_for(title .. ' among ' .. vim.inspect(offered), function()
    return text() ~= before
  end)
end

local function wait_for_codes(expected)
  wait_for(vim.inspect(expected) .. ' but ' .. vim.inspect(M.codes()), function()
    local codes = M.codes()
    table.sort(codes)
    return vim.deep_equal(codes, expected)
  end)
end

step('start', function()
  wait_for('a client', function()
    return M.client() ~= nil and M.client().initialized
  end)
  return text()
end)

step('a job on a schedule', function()
  accept('job … noop')
  behind('id: "')
  type_in('nightly')
  field_below('schedule')
  into_quotes()
  accept('0 3 * * *')
end)

step('a job that asks for a URL', function()
  behind('}\n}')
  type_in('\n\n')
  accept('job … url_fetch')
  behind('id: "', '\n\njob')
  type_in('ping')
  behind('url: "')
  accept('https://')
  type_in('example.com/ping')
  behind('"ping"')
  field_below('schedule')
  into_quotes()
  accept('with 15m interval')
end)

step('a job that is a build', function()
  behind('interval"\n  url_fetch {\n    url: "https://example.com/ping"\n  }\n}')
  type_in('\n\n')
  accept('job … buildbucket')
  behind('id: "', '}\n\njob {\n  id: ""')
  type_in('linux')
  behind('server: "')
  accept('cr-buildbucket.appspot.com')
  behind('builder: "')
  accept('linux')
  behind('bucket: "')
  type_in('ci')
end)

step('a job that takes the newest trigger', function()
  behind('bucket: "ci"\n  }\n}')
  type_in('\n\n')
  accept('job … noop')
  behind('id: "', 'bucket: "ci"')
  type_in('report')
  behind('"report"')
  field_below('realm')
  into_quotes()
  accept('@root')
  behind('"@root"')
  field_below('triggering_policy')
  behind('kind: ', 'triggering_policy')
  local from = at.character
  vim.api.nvim_buf_set_text(0, at.line, from, at.line, from + #'GREEDY_BATCHING', { '' })
  accept('NEWEST_FIRST')
end)

step('a trigger of them', function()
  at = { line = vim.api.nvim_buf_line_count(0) - 1, character = 0 }
  at.character = #vim.api.nvim_buf_get_lines(0, at.line, at.line + 1, true)[1]
  type_in('\n\n')
  accept('trigger … gitiles')
  behind('id: "', 'trigger {')
  type_in('on-commit')
  behind('repo: "')
  accept('https://chromium.googlesource.com/')
  type_in('a/b')
  behind('refs: "')
  accept('refs/heads/main')
  behind('triggers: "', 'trigger {')
  accept('linux')
  behind('"linux"', 'triggers: ')
  field_below('triggers')
  into_quotes()
  accept('report')
  return text()
end)

step('without a mistake', function()
  wait_for_codes({})
end)

--- Types a mistake over something, and takes the quick fix of that title.
local function mended(name, old, new, codes, title)
  step(name, function()
    local before = text()
    replace(old, new)
    wait_for_codes(codes)
    go_to(new)
    show()
    fix(new, title)
    wait_for_codes({})
    return text() == before and 'as before' or text()
  end)
end

mended(
  'a slip in the name of a field',
  'schedule: "0 3',
  'shedule: "0 3',
  { 'textproto-unknown-field' },
  'Change `shedule` to `schedule`'
)
mended('a quote that is not closed', '"@root"', '"@root', { 'textproto-unmatched-quote' }, 'Close the string with `"`')
mended('a schedule of another language', 'with 15m interval', 'every 15 minutes', { 'schedule-invalid' }, 'Change the schedule to "with 15m interval"')
mended('a target that is not there', '"report"\n}', '"reprot"\n}', { 'lint-job-never-triggered', 'trigger-unknown-job' }, 'Change "reprot" to "report"')

step('another name', function()
  go_to('"linux"', 2)
  local before = text()
  vim.lsp.buf.rename('linux-rel')
  wait_for('a new name', function()
    return text() ~= before
  end)
  wait_for_codes({})
  return text()
end)

step('the layout', function()
  replace('  noop {}\n}', 'noop{ }\n   }')
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = M.PATIENCE })
  else -- Neovim 0.7
    vim.lsp.buf.formatting_sync(nil, M.PATIENCE)
  end
  wait_for_codes({})
  return text()
end)

M.finish()
