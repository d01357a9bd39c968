-- What Neovim's own client does with `luci-jobs lsp`, step by step. Writes what came of each step as JSON to the file that
-- the environment names, and ends Neovim.

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':h')
local M = dofile(here .. '/driver.lua')
local step, client, wait_for, codes = M.step, M.client, M.wait_for, M.codes
local text, set_text, go_to, replace, ask = M.text, M.set_text, M.go_to, M.replace, M.ask

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

M.finish()
