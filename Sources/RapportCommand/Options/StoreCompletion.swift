import ArgumentParser

/// What generated completion scripts lack: the store, which stands where a subcommand may, with options
/// behind it.
enum StoreCompletion {
  static func script(for shell: CompletionShell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    default: ""
    }
  }

  private static let bash = """

    # A store may stand where a subcommand may, and options behind it.
    _rapport_or_store() {
        local -r subcommands=' \(FastOptions.subcommands.joined(separator: " ")) '
        if [[ "${COMP_CWORD}" -gt 1 && "${COMP_WORDS[1]}" != -* && "${subcommands}" != *" ${COMP_WORDS[1]} "* ]]; then
            local -a COMP_WORDS=("${COMP_WORDS[0]}" "${COMP_WORDS[@]:2}")
            local -i COMP_CWORD=$((COMP_CWORD - 1))
        fi
        _rapport "$@"
        if [[ "${COMP_CWORD}" -eq 1 && "${2}" != -* ]]; then
            local file
            while IFS= read -r file; do COMPREPLY+=("${file}"); done < <(compgen -f -- "${2}")
        fi
    }
    complete -o filenames -F _rapport_or_store rapport

    """

  private static let zsh = """

    # A store may stand where a subcommand may, and options behind it.
    functions[_rapport_arguments]="${functions[_rapport]}"
    _rapport() {
        local -i ret=1
        local -ar subcommands=(\(FastOptions.subcommands.joined(separator: " ")))
        if (( CURRENT > 2 )) && [[ "${words[2]}" != -* ]] && (( ! ${subcommands[(Ie)${words[2]}]} )); then
            words[2]=()
            (( CURRENT-- ))
            _rapport_arguments "${@}"
            return
        fi
        _rapport_arguments "${@}" && ret=0
        (( CURRENT == 2 )) && _files && ret=0
        return "${ret}"
    }
    if [[ "${funcstack[1]}" = _rapport ]] && (( CURRENT == 2 )); then _files; fi

    """

  private static let fish = """

    # A store may stand where a subcommand may.
    complete -c 'rapport' -n 'test (count (commandline -opc)) -eq 1' -F

    """
}
