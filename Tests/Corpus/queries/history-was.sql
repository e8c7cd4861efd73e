statement 1
  SELECT t1."deal_no", t1."status" FROM "deals" AS t1

statement 2
  SELECT t2."row_key", t2."day", t2."id", t2."old_value" FROM "history" AS t2 WHERE t2."entity" = ? AND t2."field" = ? AND t2."day" >= ?
  ?1 = "deals"
  ?2 = "state"
  ?3 = 2025-12-01

statement 3
  SELECT t103."row_key", t103."day", t103."id", t103."old_value" FROM "history" AS t103 WHERE t103."entity" = ? AND t103."field" = ? AND t103."day" >= ? AND t103."day" < ?
  ?1 = "deals"
  ?2 = "state"
  ?3 = 2026-01-02
  ?4 = 2026-04-01

statement 4
  SELECT t304."row_key", t304."day", t304."id", t304."old_value" FROM "history" AS t304 WHERE t304."entity" = ? AND t304."field" = ? AND t304."day" < ?
  ?1 = "deals"
  ?2 = "state"
  ?3 = 2026-03-31

statement 5
  SELECT t405."row_key", t405."day", t405."id", t405."old_value" FROM "history" AS t405 WHERE t405."entity" = ? AND t405."field" = ? AND t405."day" < ?
  ?1 = "deals"
  ?2 = "state"
  ?3 = 2026-04-01

statement 6
  SELECT t506."row_key", t506."day", t506."id", t506."old_value" FROM "history" AS t506 WHERE t506."entity" = ? AND t506."field" = ? AND t506."day" >= ? AND t506."day" < ?
  ?1 = "deals"
  ?2 = "state"
  ?3 = 2026-03-02
  ?4 = 2026-04-01
