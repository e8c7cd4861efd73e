SELECT a.code, a.name, a.city, p.name AS manager
FROM accounts a LEFT JOIN people p ON p.id = a.owner_id
WHERE instr(a.name_folded, 'bridge') AND a.status IS NOT 'lost'
ORDER BY a.name, a.id;
