package io.chromaflow.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the help pages from the commands, the flags and the comments of reference.conf. */
public final class HelpPage {

  private final List<String> lines = new ArrayList<>();

  private HelpPage() {}

  /**
   * Returns a help page, lines ended by line feeds.
   *
   * @param command whose page; null for the overview
   */
  public static String of(@Nullable Command command) {
    HelpPage page = new HelpPage();
    if (command == null) {
      page.overview();
    } else {
      page.page(command);
    }
    return String.join("\n", page.lines) + "\n";
  }

  private void overview() {
    lines.add("chromaflow colours grayscale photos; each photo gets several plausible colourings.");
    lines.add("");
    lines.add(
        "usage: chromaflow COMMAND --input PATH --output PATH [--preset NAME] [--config FILE]");
    lines.add("                  [--set KEY=VALUE]... [--dry-run] [--help]");
    lines.add("       chromaflow help [COMMAND]");
    lines.add("       chromaflow --version");
    lines.add("");
    lines.add("commands:");
    for (Command command : Command.values()) {
      lines.add("  %-10s%s".formatted(command.word(), command.summary()));
    }
    lines.add("");
    lines.add(
        "Paths are local folders, hdfs:// or s3a://. Any command can be killed and run again: it");
    lines.add("does only what is missing.");
    lines.add("");
    exitCodes();
  }

  private void page(Command command) {
    lines.add("chromaflow %s: %s".formatted(command.word(), command.summary()));
    lines.add("");
    for (CommandLine.Flag flag : CommandLine.Flag.values()) {
      if (flag.belongsTo(command)) {
        String usage = flag.argument() == null ? flag.text() : flag.text() + " " + flag.argument();
        lines.add("  %-17s %s".formatted(usage, description(flag, command)));
      }
    }
    if (!command.sections().isEmpty()) {
      lines.add("");
      lines.add("keys for --set and --config, with their defaults (conf/reference.conf):");
      Config reference = RunConfig.reference();
      for (String section : command.sections()) {
        keys(section, reference.getObject(section));
      }
    }
    lines.add("");
    exitCodes();
  }

  private static String description(CommandLine.Flag flag, Command command) {
    return flag.description()
        + switch (flag) {
          case INPUT -> command.input();
          case OUTPUT -> command.output();
          default -> "";
        };
  }

  private void keys(String prefix, ConfigObject group) {
    group.entrySet().stream()
        .sorted((a, b) -> Integer.compare(line(a.getValue()), line(b.getValue())))
        .forEach(entry -> key(prefix + "." + entry.getKey(), entry));
  }

  private void key(String path, Map.Entry<String, ConfigValue> entry) {
    ConfigValue value = entry.getValue();
    lines.add("");
    for (String comment : value.origin().comments()) {
      lines.add("  #" + comment);
    }
    if (value instanceof ConfigObject group && !group.isEmpty()) {
      keys(path, group);
    } else {
      lines.add("  %s = %s".formatted(path, value.render(ConfigRenderOptions.concise())));
    }
  }

  private static int line(ConfigValue value) {
    return value.origin().lineNumber();
  }

  private void exitCodes() {
    lines.add(
        "exit codes: 0 done, 1 a defect of chromaflow, 2 wrong configuration or arguments, 3 bad");
    lines.add(
        "input, 4 more in quarantine than allowed, 5 a quality gate failed, 6 storage or cluster");
    lines.add("failed and running again may help.");
  }
}
