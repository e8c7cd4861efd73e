statement 1
  SELECT t1."deal_no", t1j1."id" FROM "deals" AS t1 LEFT JOIN "firms" AS t1j1 ON t1j1."id" = t1."firm_id" WHERE t1j1."id" IN (?, ?) ORDER BY t1."deal_no"
  ?1 = "f1"
  ?2 = "F2"
