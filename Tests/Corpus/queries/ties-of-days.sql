statement 1
  SELECT t1."deal_no", t1."closed_on" FROM "deals" AS t1 WHERE t1."closed_on" >= ? AND t1."closed_on" < ? ORDER BY t1."closed_on" DESC, t1."deal_no" LIMIT ?
  ?1 = 2026-03-01
  ?2 = 2026-04-01
  ?3 = 1
