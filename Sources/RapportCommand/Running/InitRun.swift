import Rapport

/// `rapport init STORE --orders FILE…`
struct InitRun {
  let store: String
  let files: [String]
  let options: OrderLogOptions
  let console: Console

  func run() -> ExitStatus {
    do throws(DiagnosticsError) {
      let job = try OrderLogJob(making: store, of: files, options: options)
      Interruption.install()
      let line = ProgressLine()
      let report = try Interruption.during(cancelling: { job.cancel() }) { () throws(DiagnosticsError) in
        defer { line?.erase() }
        return try job.run { progress in line?.update { ProgressBar(progress, elapsed: $0) } }
      }
      return show(report)
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
  }

  private func show(_ report: OrderLogReport) -> ExitStatus {
    ImportRuns.showFiles(of: report.orders, console)
    for guess in report.guesses {
      console.note(
        "`\(guess.column)` is taken for the \(guess.use) by what it holds; `--\(guess.use) COLUMN` says otherwise")
    }
    ImportRuns.showProblems(of: report.orders, console)
    guard report.orders.isKept else { return refuse(report.orders) }
    let days = [report.firstDay, report.lastDay].compactMap(\.self).joined(separator: " to ")
    let accounts = "\(report.accounts) \(report.accounts == 1 ? "account" : "accounts")"
    let orders = "\(report.orders.inserted) \(report.orders.inserted == 1 ? "order" : "orders")"
    console.note("`\(store)`: \(accounts), \(orders), \(days)")
    if report.returns > 0 {
      console.note(
        "\(report.returns) \(report.returns == 1 ? "order" : "orders") below 0 kept as `returned`: neither an order nor "
          + "revenue of the customer")
    }
    if !report.hasAmounts {
      console.note(
        "no amounts: each order counts 0, and revenue, its growth, classes by size, monetary scores and customer "
          + "value say nothing; days, counts, rhythm and recency do")
    }
    return report.orders.rejected == 0 ? .ok : .data
  }

  private func refuse(_ orders: ImportReport) -> ExitStatus {
    if orders.rejected == 0 {
      console.report(
        DiagnosticsError(.data, Diagnostic(code: "R0817", "the files hold no order; no store was made", at: nil)))
    } else {
      console.report(
        DiagnosticsError(
          .data,
          Diagnostic(
            code: "R0817", "\(orders.rejected) of \(orders.rows) rows were rejected; no store was made", at: nil,
            help: ["correct them, or make the store of the others with `--partial`"])))
    }
    return .data
  }
}
