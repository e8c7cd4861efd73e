statement 1
  SELECT t1."plate", t1j1."full_name" FROM "cars" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."driver_id"

statement 2
  SELECT t2."car_plate" FROM "visits" AS t2
