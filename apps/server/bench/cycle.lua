-- What wrk runs: asks for each path of a list in turn, over and over. The list has a path a line, and after tabs the name and the
-- value of one more header. Requests are made beforehand, so that a turn costs one look into a table: wrk has one thread.
local requests, count, at = {}, 0, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, name, value = line:match('^([^\t]+)\t?([^\t]*)\t?(.*)$')
    count = count + 1
    requests[count] = wrk.format('GET', path, name ~= '' and { [name] = value } or {})
  end
end

function request()
  at = at == count and 1 or at + 1
  return requests[at]
end

-- The duration is in microseconds.
function done(summary)
  local errors = summary.errors
  io.write(string.format(
    '\nresult {"requests":%d,"bytes":%d,"duration":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.bytes, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
