statement 1
  SELECT t1."deal_no", t1."closed_on" FROM "deals" AS t1 WHERE t1."closed_on" >= ? AND t1."closed_on" < ? ORDER BY t1."deal_no"
  ?1 = 2025-01-01
  ?2 = 2025-04-01
