# Asks the bash completion of rapport as bash would: each argument line is completed at its end.
source <(rapport completions bash)

complete_line() {
    read -ra COMP_WORDS <<< "$1"
    [[ "$1" == *' ' ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE="$1" COMP_POINT=${#1} COMP_TYPE=9 COMP_KEY=9 COMPREPLY=()
    _rapport_or_store rapport "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo "$1: ${COMPREPLY[*]}"
}

for line in "$@"; do complete_line "$line"; done
