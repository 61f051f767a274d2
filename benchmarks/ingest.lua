-- Batches of 20 events with fresh, time-ordered ids (UUIDv7), as the SDK sends them.
local hex = "0123456789abcdef"
math.randomseed(os.time())
local counter = 0

local function digits(n)
  local out = {}
  for i = 1, n do
    local k = math.random(1, 16)
    out[i] = hex:sub(k, k)
  end
  return table.concat(out)
end

local function uuid7(millis)
  counter = (counter + 1) % 4096
  local time = string.format("%012x", millis)
  return string.format("%s-%s-7%03x-8%s-%s", time:sub(1, 8), time:sub(9, 12), counter, digits(3), digits(12))
end

request = function()
  local now = os.time() * 1000 + math.random(0, 999)
  local user = "bench-" .. math.random(1, 500)
  local run = uuid7(now)
  local events = {}
  for i = 1, 20 do
    events[i] = string.format(
      '{"id":"%s","type":"step_seen","at":%d,"seq":%d,"guide_id":"%s","version":1,"run_id":"%s","step_id":"step-%d","path":"/invoices"}',
      uuid7(now), now, i, "gd_bench", run, i % 4
    )
  end
  local body = string.format(
    '{"sdk":"bench/1","user_id":"%s","sent_at":%d,"tab":"t","events":[%s]}', user, now, table.concat(events, ",")
  )
  return wrk.format("POST", nil, { ["Content-Type"] = "text/plain;charset=UTF-8" }, body)
end
