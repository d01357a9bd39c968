-- What Neovim's own client does with `luci-jobs lsp`, step by step. Writes what came of each step as JSON to the file that
-- the environment names, and ends Neovim.

local PATIENCE = 20000
local results = {}

--- Runs a step; an error is what came of it.
local function step(name, act)
  local ok, value = pcall(act)
  results[name] = ok and { value = value } or { error = tostring(value) }
end

local function client()
  return vim.tbl_values(vim.lsp.buf_get_clients(0))[1]
end

local function wait_for(what, accept)
  if not vim.wait(PATIENCE, accept, 10) then
    error('still not: ' .. what)
  end
end

local function codes()
  return vim.tbl_map(function(diagnostic)
    return diagnostic.code or diagnostic.user_data.lsp.code
  end, vim.diagnostic.get(0))
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

local function set_text(new)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split((new:gsub('\n$', '')), '\n'))
end

--- Puts the cursor on the first character of the `nth` match of a plain string, plus `offset` bytes.
local function go_to(needle, offset, nth)
  local from = 1
  local at
  for _ = 1, nth or 1 do
    at = assert(text():find(needle, from, true), needle .. ' is not there')
    from = at + 1
  end
  local before = vim.split(text():sub(1, at - 1), '\n')
  vim.api.nvim_win_set_cursor(0, { #before, #before[#before] + (offset or 0) })
end

--- Types over the first match of a plain string.
local function replace(old, new)
  local at = assert(text():find(old, 1, true), old .. ' is not there')
  set_text(text():sub(1, at - 1) .. new .. text():sub(at + #old))
end

--- The answer to a question about the place of the cursor.
local function ask(method, more)
  assert(client().supports_method(method), 'not offered: ' .. method)
  local params = vim.lsp.util.make_position_params(0, 'utf-16')
  for key, value in pairs(more or {}) do
    params[key] = value
  end
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, PATIENCE)
  assert(answers, problem)
  local answer = vim.tbl_values(answers)[1] or {}
  assert(not answer.error, vim.inspect(answer.error))
  return answer.result
end

step('start', function()
  wait_for('a client', function()
    return client() ~= nil and client().initialized
  end)
  return { filetype = vim.bo.filetype, name = client().name, root = client().config.root_dir }
end)

step('capabilities', function()
  return client().server_capabilities
end)

step('diagnostics', function()
  wait_for('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local found = vim.diagnostic.get(0)[1]
  return { codes = codes(), message = found.message, lnum = found.lnum, col = found.col, end_col = found.end_col }
end)

step('mended', function()
  replace('whenever', 'with 1h interval')
  wait_for('no diagnostics', function()
    return #vim.diagnostic.get(0) == 0
  end)
end)

step('project', function()
  local before = text()
  replace('noop {}', 'buildbucket { server: "b.example.com" bucket: "luci.infra.ci" builder: "b" }')
  wait_for('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local messages = vim.tbl_map(function(diagnostic)
    return diagnostic.message
  end, vim.diagnostic.get(0))
  set_text(before)
  wait_for('no diagnostics', function()
    return #vim.diagnostic.get(0) == 0
  end)
  return messages
end)

step('symbols', function()
  local symbols = ask('textDocument/documentSymbol')
  return vim.tbl_map(function(symbol)
    return symbol.name
  end, symbols)
end)

step('completion', function()
  replace('  noop {}\n', '  noop {}\n  disa\n')
  go_to('  disa', 5)
  local answer = ask('textDocument/completion', { position = { line = vim.fn.line('.') - 1, character = 6 } })
  local items = vim.lsp.util.extract_completion_items(answer)
  local labels = vim.tbl_map(function(item)
    return item.label
  end, items)
  replace('  disa\n', '')
  return labels
end)

step('hover', function()
  go_to('schedule', 2)
  local answer = ask('textDocument/hover')
  return vim.lsp.util.convert_input_to_markdown_lines(answer.contents)
end)

step('definition', function()
  go_to('"nightly"', 2, 2)
  local answer = ask('textDocument/definition')
  local locations = vim.lsp.util.locations_to_items(vim.tbl_islist(answer) and answer or { answer }, 'utf-16')
  return vim.tbl_map(function(item)
    return { lnum = item.lnum, text = item.text }
  end, locations)
end)

step('rename', function()
  local before = text()
  go_to('"nightly"', 2)
  local edit = ask('textDocument/rename', { newName = 'daily' })
  vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
  local renamed = text()
  set_text(before)
  return renamed
end)

step('formatting', function()
  local before = text()
  replace('  noop {}', 'noop{ }')
  local edits = ask('textDocument/formatting', { options = { tabSize = 2, insertSpaces = true } })
  vim.lsp.util.apply_text_edits(edits, 0, 'utf-16')
  local formatted = text()
  set_text(before)
  return formatted
end)

step('code action', function()
  replace('noop {}', 'nop {}')
  wait_for('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local diagnostics = vim.tbl_map(function(diagnostic)
    return diagnostic.user_data.lsp and vim.tbl_extend('keep', {
      message = diagnostic.message,
      severity = diagnostic.severity,
      source = diagnostic.source,
      range = {
        start = { line = diagnostic.lnum, character = diagnostic.col },
        ['end'] = { line = diagnostic.end_lnum, character = diagnostic.end_col },
      },
    }, diagnostic.user_data.lsp) or nil
  end, vim.diagnostic.get(0))
  local actions = ask('textDocument/codeAction', {
    range = diagnostics[1].range,
    context = { diagnostics = diagnostics },
  })
  local titles = vim.tbl_map(function(action)
    return action.title
  end, actions)
  local fix = assert(actions[1], 'no actions for ' .. vim.inspect(diagnostics))
  if not fix.edit then
    fix = ask('codeAction/resolve', fix)
  end
  vim.lsp.util.apply_workspace_edit(fix.edit, 'utf-16')
  return { titles = titles, text = text() }
end)

vim.fn.writefile({ vim.json.encode(results) }, os.getenv('LUCI_SCHEDULER_NEOVIM_RESULTS'))
vim.cmd('qa!')
