package io.chromaflow.run;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code COMMAND [--flag value]...} and {@code help [COMMAND]}. */
public final class CommandLine {

  /** The flags of every command; {@code MODEL} only where {@link Command#takesModel}. */
  enum Flag {
    INPUT("PATH", "where to read: "),
    OUTPUT("PATH", "where to write: "),
    MODEL("PATH", "folder that train wrote"),
    PRESET("NAME", "a preset: " + String.join(", ", RunConfig.PRESETS)),
    CONFIG("FILE", "a HOCON file with keys that differ from the preset"),
    SET("KEY=VALUE", "one key, over all files; may be repeated"),
    DRY_RUN(null, "show the resolved configuration and the command, touch nothing"),
    HELP(null, "this page");

    private final @Nullable String argument;
    private final String description;

    Flag(@Nullable String argument, String description) {
      this.argument = argument;
      this.description = description;
    }

    @Nullable String argument() {
      return argument;
    }

    String description() {
      return description;
    }

    String text() {
      return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean belongsTo(Command command) {
      return this != MODEL || command.takesModel();
    }
  }

  private final Command command;
  private final Map<Flag, String> values = new EnumMap<>(Flag.class);
  private final List<String> settings = new ArrayList<>();

  private CommandLine(Command command) {
    this.command = command;
  }

  /**
   * Reads the arguments of the program.
   *
   * @param arguments without the program's name; none asks for help
   * @param configFile the file to use when {@code --config} is left out ({@code -Dconfig.file});
   *     null for none
   * @throws JobException {@link ExitCode#BAD_CONFIG} for an unknown command or flag (naming the
   *     nearest), and for a value or a path that is missing
   */
  public static Request parse(List<String> arguments, @Nullable String configFile) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    String first = rest.isEmpty() ? "help" : rest.remove();
    return switch (first) {
      case "--version", "-V", "version" -> new Request.Version();
      case "help", "--help", "-h" -> new Request.Help(rest.isEmpty() ? null : command(rest.peek()));
      default -> new CommandLine(command(first)).request(rest, configFile);
    };
  }

  private Request request(Deque<String> rest, @Nullable String configFile) {
    while (!rest.isEmpty()) {
      take(rest.remove(), rest);
    }
    if (values.containsKey(Flag.HELP)) {
      return new Request.Help(command);
    }
    String file = values.getOrDefault(Flag.CONFIG, configFile);
    return new Request.Job(
        command,
        path(Flag.INPUT, command.input()),
        path(Flag.OUTPUT, command.output()),
        new ConfigSources(values.get(Flag.PRESET), file == null ? null : Path.of(file), settings),
        values.containsKey(Flag.DRY_RUN));
  }

  private void take(String argument, Deque<String> rest) {
    int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
    String name = equals < 0 ? argument : argument.substring(0, equals);
    Flag flag = flag(name);
    if (flag.argument() == null) {
      if (equals >= 0) {
        throw bad("%s: takes no value; leave out %s", name, argument.substring(equals));
      }
      values.put(flag, "");
      return;
    }
    String value = equals >= 0 ? argument.substring(equals + 1) : rest.poll();
    if (value == null || value.isEmpty() || (equals < 0 && value.startsWith("--"))) {
      throw bad("%s: needs a value; give %s %s", name, name, flag.argument());
    }
    switch (flag) {
      case SET -> settings.add(value);
      case MODEL -> settings.add(command.word() + ".model=" + value);
      default -> values.put(flag, value);
    }
  }

  private Flag flag(String name) {
    List<Flag> known = new ArrayList<>(List.of(Flag.values()));
    known.removeIf(flag -> !flag.belongsTo(command));
    String text = name.equals("-h") ? Flag.HELP.text() : name;
    return known.stream()
        .filter(flag -> flag.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    "%s: no such flag, see 'chromaflow help %s'%s",
                    name,
                    command.word(),
                    Nearest.hint(name, known.stream().map(Flag::text).toList())));
  }

  private String path(Flag flag, String meaning) {
    String value = values.get(flag);
    if (value == null) {
      throw bad("%s: is missing; give %s PATH, the %s", flag.text(), flag.text(), meaning);
    }
    return value;
  }

  private static Command command(String word) {
    for (Command command : Command.values()) {
      if (command.word().equals(word)) {
        return command;
      }
    }
    throw bad(
        "%s: no such command, see 'chromaflow help'%s", word, Nearest.hint(word, Command.words()));
  }

  @FormatMethod
  private static JobException bad(String message, Object... args) {
    return new JobException(ExitCode.BAD_CONFIG, String.format(message, args));
  }
}
