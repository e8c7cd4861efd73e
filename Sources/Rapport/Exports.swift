// What embedders see of the lower modules: values and batches, diagnostics, imports.

@_exported public import RapportImport
@_exported public import RapportSyntax
@_exported public import RapportValues
