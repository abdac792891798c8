package io.chromaflow.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which chromaflow this is. */
public final class CodeVersion {

  private CodeVersion() {}

  /** Returns the version of the build, such as {@code 0.1.0-SNAPSHOT}. */
  public static String text() {
    Properties properties = new Properties();
    try (InputStream in =
        CodeVersion.class.getClassLoader().getResourceAsStream("chromaflow/version.properties")) {
      properties.load(Objects.requireNonNull(in, "chromaflow/version.properties is not packed"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
