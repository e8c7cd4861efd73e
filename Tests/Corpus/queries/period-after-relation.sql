statement 1
  SELECT t1."deal_no", t1."closed_on" FROM "deals" AS t1 WHERE t1."closed_on" >= ? AND t1."closed_on" < ? AND t1."status" = ? AND t1."closed_on" >= ? AND t1."closed_on" < ? ORDER BY t1."deal_no"
  ?1 = 2026-01-01
  ?2 = 2026-04-01
  ?3 = "Won"
  ?4 = 2026-01-01
  ?5 = 2026-02-01
