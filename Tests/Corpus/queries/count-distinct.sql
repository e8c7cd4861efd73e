statement 1
  SELECT t1."channel", t1j1."name", t1."fee" FROM "deals" AS t1 LEFT JOIN "firms" AS t1j1 ON t1j1."id" = t1."firm_id"
