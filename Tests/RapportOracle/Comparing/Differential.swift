package import RapportPlan
package import RapportSyntax
package import RapportValues

/// Puts a text's plan to the naive evaluator and to others, and compares their rows.
package struct Differential {
  /// Another way to run a plan.
  package struct Candidate {
    package var name: String
    /// Makes a resolved relation ready to run.
    package var plan: (Rel) -> Rel
    package var run: (Rel) throws -> [[Value]]
    /// Whether an error says that a number left its range.
    package var isOverflow: (any Error) -> Bool

    package init(
      _ name: String, isOverflow: @escaping (any Error) -> Bool, plan: @escaping (Rel) -> Rel,
      run: @escaping (Rel) throws -> [[Value]]
    ) {
      self.name = name
      self.plan = plan
      self.run = run
      self.isOverflow = isOverflow
    }
  }

  package enum Outcome {
    /// The text has no meaning.
    case refused([Diagnostic])
    case equal(rows: Int)
    /// A number left its range, currencies were mixed, or a method cannot use its rows; evaluators may notice at different rows.
    case overflow
    case different(String)
  }

  package let reader: QuestionReader
  package let store: NaiveStore
  package let candidates: [Candidate]

  package init(reader: QuestionReader, store: NaiveStore, candidates: [Candidate]) {
    self.reader = reader
    self.store = store
    self.candidates = candidates
  }

  package func check(_ text: String) -> Outcome {
    let (question, problems) = reader.read(text)
    guard let question else { return .refused(problems) }
    let outcome = check(question)
    guard case .different(let what) = outcome else { return outcome }
    let reduced = QueryReduction.reduce(question.query) { smaller in
      if case .different = check(Question(query: smaller, environment: question.environment)) { return true }
      return false
    }
    var smallest = question
    smallest.query = reduced
    return .different(report(smallest, text, what))
  }

  package func check(_ question: Question) -> Outcome {
    let (resolved, problems) = reader.resolve(question, over: store)
    guard let resolved else { return .refused(problems) }
    let expected: [[Value]]
    do {
      // Spliced anew at each use, where that is not too large.
      let plain = reader.resolve(question, over: store, sharing: false).resolved ?? resolved
      expected = try NaiveEvaluator(store).evaluate(plain.relation).rows
    } catch NaiveError.overflow {
      return .overflow
    } catch NaiveError.currencies {
      return .overflow
    } catch NaiveError.unusable {
      return .overflow
    } catch NaiveError.tooLarge {
      return .overflow
    } catch {
      return .different("the naive evaluator fails: \(error)")
    }
    for candidate in candidates {
      do {
        let actual = try candidate.run(candidate.plan(resolved.relation))
        if let difference = ResultComparison.difference(expected, actual) {
          return .different("\(candidate.name): \(difference)")
        }
      } catch {
        return candidate.isOverflow(error) ? .overflow : .different("\(candidate.name) fails: \(error)")
      }
    }
    return .equal(rows: expected.count)
  }

  /// The answers of every candidate to a text; nil where there is none.
  package func answers(_ text: String) -> [[[Value]]?] {
    guard let question = reader.read(text).question,
      let relation = reader.resolve(question, over: store).resolved?.relation
    else { return [] }
    return candidates.map { candidate in try? candidate.run(candidate.plan(relation)) }
  }

  /// Every candidate's plan of a text; empty where it has no meaning.
  package func plans(_ text: String) -> [(candidate: String, plan: Rel)] {
    guard let question = reader.read(text).question,
      let relation = reader.resolve(question, over: store).resolved?.relation
    else { return [] }
    return candidates.map { ($0.name, $0.plan(relation)) }
  }

  private func report(_ question: Question, _ text: String, _ what: String) -> String {
    var lines = [what, "text:", text]
    if case .different(let smaller) = check(question) {
      lines += ["reduced: " + SourceText.text(of: question.query), smaller]
    }
    if let plan = reader.resolve(question, over: store).resolved?.relation {
      lines += ["plan:", PlanPrinter.text(of: plan)]
    }
    return lines.joined(separator: "\n")
  }
}
