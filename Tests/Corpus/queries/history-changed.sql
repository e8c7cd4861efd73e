statement 1
  SELECT t1."deal_no" FROM "deals" AS t1 WHERE t1."deal_no" IN (SELECT t2."row_key" FROM "history" AS t2 WHERE t2."entity" = ? AND t2."field" = ? AND t2."row_key" IS NOT NULL)
  ?1 = "deals"
  ?2 = "state"

statement 2
  SELECT t203."row_key", t203."old_value", t203."new_value", t203."day" FROM "history" AS t203 WHERE t203."entity" = ? AND t203."field" = ? AND (t203."old_value" = ? OR (t203."new_value" = ? AND t203."day" >= ? AND t203."day" < ?) OR (t203."day" >= ? AND t203."day" < ?) OR (t203."old_value" IS NULL AND t203."day" >= ? AND t203."day" < ?) OR (t203."old_value" IN (?, ?) AND t203."new_value" IN (?, ?) AND t203."day" < ?))
  ?1 = "deals"
  ?2 = "state"
  ?3 = "Open"
  ?4 = "Won"
  ?5 = 2026-01-01
  ?6 = 2026-02-01
  ?7 = 2026-03-02
  ?8 = 2026-04-01
  ?9 = 2025-12-01
  ?10 = 2025-12-02
  ?11 = "Won"
  ?12 = "Lost"
  ?13 = "Won"
  ?14 = "Lost"
  ?15 = 2026-03-02
