statement 1
  SELECT t1."deal_no", t1."closed_on" FROM "deals" AS t1 WHERE t1."closed_on" >= ? AND t1."closed_on" < ?
  ?1 = 2026-03-01
  ?2 = 2026-04-01
