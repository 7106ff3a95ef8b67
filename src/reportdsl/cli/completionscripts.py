"""Hold what `reportdsl completion` prints: for each shell, a function that asks the program.

The function hands over the finished words before the cursor, one a line, the program's first, and
the word at the cursor. The program answers with one completion a line: ``plain``, ``file`` or
``folder``, a tab, the word, a tab, a remark. The scripts are ASCII, so that no code page spoils
them.
"""

from collections.abc import Mapping
from types import MappingProxyType

VARIABLE = "_REPORTDSL_COMPLETE"
"""The environment variable that holds the name of a shell when the program is to complete."""
WORDS = "_REPORTDSL_WORDS"
"""The one that holds the finished words."""
WORD = "_REPORTDSL_WORD"
"""The one that holds the word at the cursor."""

_BASH = r"""# Completion of reportdsl for bash. In ~/.bashrc: eval "$(reportdsl completion bash)"
_reportdsl_completion() {
    local kind value help words
    printf -v words '%s\n' "${COMP_WORDS[@]:0:COMP_CWORD}"
    COMPREPLY=()
    while IFS=$'\t' read -r kind value help; do
        # Told that these are names of files, bash quotes them and puts a slash behind a folder.
        [[ $kind == plain ]] || compopt -o filenames 2>/dev/null
        COMPREPLY+=("${value%/}")
    done < <(_REPORTDSL_COMPLETE=bash _REPORTDSL_WORDS=${words%$'\n'} \
        _REPORTDSL_WORD=${COMP_WORDS[COMP_CWORD]} "$1" 2>/dev/null)
}
# bash before 4.4 sorts.
complete -o nosort -F _reportdsl_completion reportdsl 2>/dev/null ||
    complete -F _reportdsl_completion reportdsl
"""

_ZSH = r"""#compdef reportdsl
# Completion of reportdsl for zsh. In ~/.zshrc: eval "$(reportdsl completion zsh)"
_reportdsl_completion() {
    local kind value help home program=${(Q)words[1]}
    local -a plain described files folders
    while IFS=$'\t' read -r kind value help; do
        case $kind in
            folder) folders+=("$value") ;;
            file) files+=("$value") ;;
            *)
                if [[ -n $help ]]; then
                    described+=("${value//:/\\:}:$help")
                else
                    plain+=("$value")
                fi
                ;;
        esac
    done < <(_REPORTDSL_COMPLETE=zsh _REPORTDSL_WORDS=${(F)${(@Q)words[1,CURRENT-1]}} \
        _REPORTDSL_WORD=${(Q)PREFIX} ${~program} 2>/dev/null)
    (( $#described )) && _describe -V unsorted described -U
    (( $#plain )) && compadd -U -V unsorted -a plain
    # zsh quotes what it inserts; a tilde must stay as it is.
    [[ $PREFIX == '~/'* ]] && home='~/'
    files=("${files[@]#$home}")
    folders=("${folders[@]#$home}")
    (( $#files )) && compadd -U -f -p "$home" -V unsorted -a files
    (( $#folders )) && compadd -U -f -p "$home" -S '' -V unsorted -a folders
    return 0
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _reportdsl_completion "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _reportdsl_completion reportdsl
fi
"""

_FISH = r"""# Completion of reportdsl for fish: ~/.config/fish/completions/reportdsl.fish
function __reportdsl_completion
    set -l words (commandline -opc)
    set -lx _REPORTDSL_COMPLETE fish
    set -lx _REPORTDSL_WORDS (string join \n -- $words | string collect)
    set -lx _REPORTDSL_WORD (commandline -ct)
    $words[1] 2>/dev/null | while read -l -d \t kind value help
        if test -n "$help"
            printf '%s\t%s\n' $value $help
        else
            printf '%s\n' $value
        end
    end
end
complete --command reportdsl --no-files --keep-order --arguments '(__reportdsl_completion)'
"""

_POWERSHELL = r"""# Completion of reportdsl for PowerShell 5.1 and later. In $PROFILE:
# reportdsl completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName @('reportdsl', 'reportdsl.exe') -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { continue }
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
            $element.Value
        } else {
            $element.Extent.Text
        }
    }
    $program = $commandAst.GetCommandName()
    $encoding = [Console]::OutputEncoding
    try {
        $env:_REPORTDSL_COMPLETE = 'powershell'
        $env:_REPORTDSL_WORDS = $words -join "`n"
        $env:_REPORTDSL_WORD = $wordToComplete.Trim("'", '"')
        # The console's own code page, such as GBK, is not what the program writes.
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $lines = @(& $program 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
        $env:_REPORTDSL_COMPLETE = $null
        $env:_REPORTDSL_WORDS = $null
        $env:_REPORTDSL_WORD = $null
    }
    foreach ($line in $lines) {
        $kind, $value, $help = $line -split "`t", 3
        if (-not $value) { continue }
        $type = switch ($kind) {
            'folder' { 'ProviderContainer' }
            'file' { 'ProviderItem' }
            default { 'ParameterValue' }
        }
        if (-not $help) { $help = $value }
        # What is not a plain word is quoted; inside, each kind of single quote is doubled.
        $word = $value
        if ($value -notmatch '^[\w./\\:~=+-]+$') {
            $quotes = '[''\u2018\u2019\u201A\u201B]'
            $word = "'" + ($value -replace $quotes, '$0$0') + "'"
        }
        New-Object System.Management.Automation.CompletionResult $word, $value, $type, $help
    }
}
"""

SCRIPTS: Mapping[str, str] = MappingProxyType(
    {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}
)
"""The script of each shell."""
