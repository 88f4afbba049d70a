/**
 * Each script hands the words up to the cursor to `completion words` and shows what comes back, so that the three
 * shells agree and nothing in them grows old with the commands. Words travel over standard input, where none is
 * taken for a flag and nothing is evaluated.
 */

/** A line that stands for the names of files. */
export const FILES = ':files';

const ASK = 'opencx-hubspot completion words 2>/dev/null';

const BASH = `# Completion of opencx-hubspot for bash.
_opencx_hubspot() {
  local typed=() word glued= line before files=
  # bash breaks words at = and at :, so --format=json comes as three.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ \${#typed[@]} -gt 0 && ( -n $glued || $word == [=:]* ) ]]; then
      typed[\${#typed[@]}-1]+=$word
    else
      typed+=("$word")
    fi
    if [[ $word == [=:]* ]]; then glued=1; else glued=; fi
  done
  before=\${typed[\${#typed[@]}-1]}
  [[ -n $glued ]] || before=\${before%"\${COMP_WORDS[COMP_CWORD]}"}
  COMPREPLY=()
  while IFS= read -r line; do
    line=\${line%%$'\\t'*}
    if [[ $line == ${FILES} ]]; then files=1; else COMPREPLY+=("\${line#"$before"}"); fi
  done < <(printf '%s\\0' "\${typed[@]}" | ${ASK})
  [[ -n $files ]] || compopt +o default 2>/dev/null
  return 0
}
complete -o default -F _opencx_hubspot opencx-hubspot
`;

const ZSH = `#compdef opencx-hubspot
# Completion of opencx-hubspot for zsh.
_opencx-hubspot() {
  local line files found=1
  local -a typed told
  typed=("\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}")
  for line in "\${(@f)$(printf '%s\\0' "\${typed[@]}" | ${ASK})}"; do
    case $line in
      (${FILES}) files=1 ;;
      (?*) told+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  if (( $#told )); then _describe 'opencx-hubspot' told && found=0; fi
  if [[ -n $files ]]; then
    compset -P '-*='
    _files && found=0
  fi
  return found
}
if [[ $funcstack[1] == _opencx-hubspot ]]; then
  _opencx-hubspot "$@"
else
  compdef _opencx-hubspot opencx-hubspot
fi
`;

const FISH = `# Completion of opencx-hubspot for fish.
function __opencx_hubspot_words
    set -l current (commandline -ct)
    set -l typed (commandline -opc) "$current"
    for line in (printf '%s\\0' $typed[2..-1] | ${ASK})
        if test "$line" = ${FILES}
            set -l flag (string match -r -- '^--[^=]*=' "$current")
            __fish_complete_path (string replace -- "$flag" '' "$current") | string replace -r -- '^' "$flag"
        else
            echo $line
        end
    end
end
complete -c opencx-hubspot -f -a '(__opencx_hubspot_words)'
`;

export const SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH } as const;
export type Shell = keyof typeof SCRIPTS;
