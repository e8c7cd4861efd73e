// What embedders see of the lower modules: values and batches, diagnostics.

@_exported public import RapportSyntax
@_exported public import RapportValues
