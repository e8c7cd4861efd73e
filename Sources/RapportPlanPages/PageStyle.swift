/// The layout of a plan's page; fonts by name, nothing is fetched.
enum PageStyle {
  static let text = """
    body { margin: 0 auto; padding: 1.5rem; max-width: 1180px; color: var(--ink); background: var(--paper);
      font: 14px/1.45 "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", Arial, sans-serif }
    svg { max-width: 100%; height: auto; font-family: inherit }
    h1 { margin: 0; font-size: 1.6rem }
    h2 { margin: 2.5rem 0 0.5rem; padding-bottom: 0.3rem; border-bottom: 2px solid var(--ink);
      font-size: 1.3rem }
    h3 { margin: 1.4rem 0 0.4rem; font-size: 1rem }
    header p { margin: 0.2rem 0 1rem; color: var(--muted) }
    a { color: inherit }
    .figures { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 0 0 1.2rem }
    .figures div { padding: 0.5rem 0.9rem; background: var(--panel); border: 1px solid var(--grid);
      border-radius: 6px }
    .figures dt { color: var(--muted); font-size: 0.8rem }
    .figures dd { margin: 0; font-size: 1.2rem; font-weight: 600; font-variant-numeric: tabular-nums }
    .legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; margin: 0 0 0.5rem; padding: 0;
      list-style: none; color: var(--muted); font-size: 0.85rem }
    .legend i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; border-radius: 2px }
    .week { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
    figure { margin: 0; padding: 0.4rem; background: var(--panel); border: 1px solid var(--grid);
      border-radius: 6px }
    .note { color: var(--muted); font-size: 0.85rem }
    .wide { overflow-x: auto }
    table { border-collapse: collapse; width: 100%; font-size: 0.88rem }
    th, td { padding: 0.25rem 0.5rem; border: 1px solid var(--grid); text-align: left; vertical-align: top;
      overflow-wrap: anywhere }
    thead th { background: var(--panel) }
    .unmet td:nth-child(3), .unmet td:nth-child(4) { white-space: nowrap }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
    .days { width: auto }
    .days tbody th { white-space: nowrap; font-weight: 600 }
    .full1 { background: #0072b21a } .full2 { background: #0072b233 } .full3 { background: #0072b24d }
    .full4 { background: #0072b266 } .over { background: #d55e0066 }
    .chart { display: flex }
    @page { size: A4 landscape; margin: 10mm }
    @media print {
      body { padding: 0; max-width: none; font-size: 9.5pt }
      section { break-before: page }
      h2 { margin-top: 0 }
      h2, h3, .legend { break-after: avoid }
      .week, figure, tr { break-inside: avoid }
      .week { flex-wrap: nowrap }
      .week figure { flex: 0 1 57% }
      .week figure + figure { flex-basis: 42% }
      * { print-color-adjust: exact }
    }
    """
}
