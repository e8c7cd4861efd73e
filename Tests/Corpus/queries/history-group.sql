statement 1
  SELECT t1."deal_no", t1."status", t1."fee" FROM "deals" AS t1 WHERE (t1."closed_on" >= ?) IS NOT TRUE
  ?1 = 2026-02-21

statement 2
  SELECT t102."row_key", t102."day", t102."id", t102."old_value" FROM "history" AS t102 WHERE t102."entity" = ? AND t102."field" = ? AND t102."day" >= ?
  ?1 = "deals"
  ?2 = "state"
  ?3 = 2026-02-21

statement 3
  SELECT t203."row_key", t203."day", t203."id", t203."old_value" FROM "history" AS t203 WHERE t203."entity" = ? AND t203."field" = ? AND t203."day" >= ?
  ?1 = "deals"
  ?2 = "fee"
  ?3 = 2026-02-21
