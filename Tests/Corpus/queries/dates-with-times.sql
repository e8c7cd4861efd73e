statement 1
  SELECT t1."deal_no", t1."closed_on" FROM "deals" AS t1 WHERE ((t1."closed_on" >= ? AND t1."closed_on" < ?) OR (t1."closed_on" >= ? AND t1."closed_on" < ?)) ORDER BY t1."deal_no"
  ?1 = 2026-03-31
  ?2 = 2026-04-01
  ?3 = 2025-06-30
  ?4 = 2025-07-01
