statement 1
  SELECT t1."id", t1."amount", t1."currency", t1."tax" FROM "bills" AS t1 LEFT JOIN "deals" AS t1j1 ON t1j1."deal_no" = t1."deal_no" WHERE t1j1."deal_no" = ?
  ?1 = 101
