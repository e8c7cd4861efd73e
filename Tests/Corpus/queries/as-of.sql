statement 1
  SELECT t1."name", (SELECT count(*) FROM "deals" AS t403 WHERE t403."firm_id" = t1."id" AND (t403."closed_on" >= ?) IS NOT TRUE), (SELECT count(*) FROM "deals" AS t403 WHERE t403."firm_id" = t1."id" AND ((t403."closed_on" >= ?) IS NOT TRUE AND t403."closed_on" >= ? AND t403."closed_on" < ?)) FROM "firms" AS t1 WHERE EXISTS(SELECT 1 FROM "deals" AS t2 WHERE t2."firm_id" = t1."id" AND (t2."closed_on" >= ?) IS NOT TRUE) ORDER BY t1."id"
  ?1 = 2026-01-01
  ?2 = 2026-01-01
  ?3 = 2025-10-03
  ?4 = 2026-01-01
  ?5 = 2026-01-01
