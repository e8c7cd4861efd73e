// What embedders see of the lower modules: values and batches, diagnostics, imports.

@_exported public import RapportChanges
@_exported public import RapportSyntax
@_exported public import RapportValues
