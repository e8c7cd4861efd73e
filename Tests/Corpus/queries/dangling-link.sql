statement 1
  SELECT t1."deal_no", t1j1."name" FROM "deals" AS t1 LEFT JOIN "firms" AS t1j1 ON t1j1."id" = t1."firm_id" WHERE t1j1."id" IS NULL ORDER BY t1."deal_no"
