# Prints the terminal on which `dotnet run` was typed, if that is what this process belongs to: it hides what a build says,
# and then the minutes of compiling would pass in silence.
process=$PPID
while [ "${process:-0}" -gt 1 ]; do
    case $(ps -o args= -p "$process") in
        *dotnet\ run\ *)
            terminal=/dev/$(ps -o tty= -p "$process" | tr -d ' ')
            [ -c "$terminal" ] && echo "$terminal"
            exit 0
            ;;
    esac
    process=$(ps -o ppid= -p "$process" | tr -d ' ')
done
