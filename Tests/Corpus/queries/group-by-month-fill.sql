statement 1
  SELECT t1."deal_no", t1."closed_on" FROM "deals" AS t1 WHERE t1."status" = ? AND t1."closed_on" >= ? AND t1."closed_on" < ?
  ?1 = "Won"
  ?2 = 2025-07-01
  ?3 = 2026-04-01

statement 2
  SELECT t302."deal_no", t302."quantity", t302."price" FROM "deal_lines" AS t302
