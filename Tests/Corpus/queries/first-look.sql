statement 1
  SELECT t1."id", t1."name", t1."grade", t1."headcount", t1."credit_limit", t1."score", t1."founded", t1."joined_at", t1."phone", t1."note", t1j1."full_name" FROM "firms" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."owner_id" ORDER BY t1."id"
