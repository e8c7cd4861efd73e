statement 1
  SELECT t1."channel", t1j1."grade" FROM "visits" AS t1 LEFT JOIN "firms" AS t1j1 ON t1j1."id" = t1."firm_id"
