statement 1
  SELECT t1."minutes", t1j2."title", t1j2."code", t1."channel" FROM "visits" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."person_id" LEFT JOIN "regions" AS t1j2 ON t1j2."code" = t1j1."region_code" WHERE t1."minutes" >= ?
  ?1 = 0
