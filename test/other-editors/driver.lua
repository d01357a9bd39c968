-- What sessions in Neovim are made of: steps, and what a user does in them with the client that Neovim has.

local M = { PATIENCE = 20000 }

local results = {}

--- Runs a step; an error is what came of it.
function M.step(name, act)
  local ok, value = pcall(act)
  if ok and value == nil then
    value = 'done'
  end
  results[name] = ok and { value = value } or { error = tostring(value) }
end

--- Writes what came of each step as JSON to the file that the environment names, and ends Neovim.
function M.finish()
  vim.fn.writefile({ vim.json.encode(results) }, os.getenv('LUCI_SCHEDULER_RESULTS'))
  vim.cmd('qa!')
end

function M.client()
  return vim.tbl_values(vim.lsp.buf_get_clients(0))[1]
end

function M.wait_for(what, accept)
  if not vim.wait(M.PATIENCE, accept, 10) then
    error('still not: ' .. what)
  end
end

function M.codes()
  return vim.tbl_map(function(diagnostic)
    return diagnostic.code or diagnostic.user_data.lsp.code
  end, vim.diagnostic.get(0))
end

function M.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

function M.set_text(new)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split((new:gsub('\n$', '')), '\n'))
end

--- Puts the cursor on the first character of the `nth` match of a plain string, plus `offset` bytes.
function M.go_to(needle, offset, nth)
  local from = 1
  local at
  for _ = 1, nth or 1 do
    at = assert(M.text():find(needle, from, true), needle .. ' is not there')
    from = at + 1
  end
  local before = vim.split(M.text():sub(1, at - 1), '\n')
  vim.api.nvim_win_set_cursor(0, { #before, #before[#before] + (offset or 0) })
end

--- Types over the first match of a plain string.
function M.replace(old, new)
  local at = assert(M.text():find(old, 1, true), old .. ' is not there')
  M.set_text(M.text():sub(1, at - 1) .. new .. M.text():sub(at + #old))
end

--- The answer to a question about the place of the cursor.
function M.ask(method, more)
  assert(M.client().supports_method(method), 'not offered: ' .. method)
  local params = vim.lsp.util.make_position_params(0, 'utf-16')
  for key, value in pairs(more or {}) do
    params[key] = value
  end
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, M.PATIENCE)
  assert(answers, problem)
  local answer = vim.tbl_values(answers)[1] or {}
  assert(not answer.error, vim.inspect(answer.error))
  return answer.result
end

return M
