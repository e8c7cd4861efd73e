statement 1
  SELECT t1."channel", t1j1."full_name", t1j1."id" FROM "visits" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."person_id"
