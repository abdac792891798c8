package io.chromaflow.jobs;

import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunManifest;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files of any Hadoop file system: local folders, {@code hdfs://}, {@code s3a://}. Paths are as
 * users type them.
 *
 * <p>Local files are written without Hadoop's {@code .crc} companions. Every method throws {@link
 * UncheckedIOException} when the storage fails. Can be sent to executors; safe in many threads.
 */
final class Storage implements Serializable {

  private final SerializableConfiguration configuration;

  private Storage(Configuration configuration) {
    this.configuration = new SerializableConfiguration(configuration);
  }

  /** Returns the storage that a session is set up for. */
  static Storage of(SparkSession spark) {
    return new Storage(spark.sparkContext().hadoopConfiguration());
  }

  /**
   * A file found.
   *
   * @param path full path, to be read
   * @param source the path relative to what was listed, with slashes
   * @param bytes its length
   * @param modified when it was changed last, in milliseconds since 1970
   */
  record StoredFile(String path, String source, long bytes, long modified)
      implements Serializable {}

  /**
   * Finds all files below a folder, however deep, without those whose name, or a folder's on the
   * way, starts with a dot.
   *
   * @param root a folder, a file, or a pattern such as {@code photos/2020-*}
   * @return sorted by source; empty when there is nothing
   * @throws JobException {@link ExitCode#BAD_INPUT} when {@code root} is not there
   */
  List<StoredFile> list(String root) {
    Path path = new Path(root);
    try {
      FileSystem files = fileSystem(path);
      FileStatus[] found = roots(files, path);
      if (found.length == 0) {
        throw new JobException(
            ExitCode.BAD_INPUT,
            "--input %s: no such folder or file; give one that exists".formatted(root));
      }
      List<StoredFile> all = new ArrayList<>();
      for (FileStatus status : found) {
        String base = base(files, path, status);
        if (status.isFile()) {
          all.add(stored(status, base));
          continue;
        }
        RemoteIterator<LocatedFileStatus> below = files.listFiles(status.getPath(), true);
        while (below.hasNext()) {
          StoredFile file = stored(below.next(), base);
          if (!isHidden(file.source())) {
            all.add(file);
          }
        }
      }
      all.sort(Comparator.comparing(StoredFile::source));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + root, e);
    }
  }

  /**
   * Returns a path as Spark's readers need it: they take brackets and stars for a pattern, though
   * folders may be named so.
   */
  static String literal(String path) {
    return path.replaceAll("[{}\\[\\]*?\\\\]", "\\\\$0");
  }

  /** Returns all bytes of a file. */
  byte[] read(String path) {
    try {
      return open(path);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path, e);
    }
  }

  /** Returns all bytes of a file; the storage's own exceptions pass, to be told apart. */
  byte[] open(String path) throws IOException {
    Path file = new Path(path);
    try (FSDataInputStream in = fileSystem(file).open(file)) {
      return in.readAllBytes();
    }
  }

  /** Returns a file of a table as its manifest lists it; reads it whole. */
  RunManifest.TableFile tableFile(String folder, String name) {
    byte[] bytes = read(folder + "/" + name);
    return new RunManifest.TableFile(name, bytes.length, Hash.full(bytes));
  }

  /** Writes a file that is complete whenever it is there; an older one is replaced. */
  void write(String path, byte[] bytes) {
    Path file = new Path(path);
    Path part = new Path(file.getParent(), name("_" + file.getName() + ".part"));
    try {
      try (FSDataOutputStream out = fileSystem(part).create(part, true)) {
        out.write(bytes);
      }
      replace(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + path, e);
    }
  }

  /** Gives a file another name in the same file system; an older file of that name goes. */
  void rename(String from, String to) {
    try {
      replace(new Path(from), new Path(to));
    } catch (IOException e) {
      throw new UncheckedIOException("renaming " + from, e);
    }
  }

  /** Deletes a file, or a folder with all that is in it; does nothing when it is not there. */
  void delete(String path) {
    Path file = new Path(path);
    try {
      fileSystem(file).delete(file, true);
    } catch (IOException e) {
      throw new UncheckedIOException("deleting " + path, e);
    }
  }

  /** Returns whether a file or a folder is there. */
  boolean exists(String path) {
    Path file = new Path(path);
    try {
      return fileSystem(file).exists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("looking for " + path, e);
    }
  }

  /** Returns the names of what is in a folder, sorted; empty when there is no such folder. */
  List<String> names(String folder) {
    Path path = new Path(folder);
    try {
      FileSystem files = fileSystem(path);
      List<String> names = new ArrayList<>();
      if (files.exists(path)) {
        for (FileStatus status : files.listStatus(path)) {
          names.add(status.getPath().getName());
        }
      }
      names.sort(Comparator.naturalOrder());
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + folder, e);
    }
  }

  /** Opens a new file for a writer that streams; an older one is replaced. */
  FSDataOutputStream create(String path) throws IOException {
    Path file = new Path(path);
    return fileSystem(file).create(file, true);
  }

  /**
   * Makes the output folder and tries to write in it, before any work is done.
   *
   * @throws JobException {@link ExitCode#BAD_CONFIG} when the folder may not be written, {@link
   *     ExitCode#INFRASTRUCTURE} when the storage does not answer
   */
  void requireWritable(String folder) {
    Path path = new Path(folder);
    Path probe = new Path(path, "_probe");
    boolean local = false;
    try {
      FileSystem files = fileSystem(path);
      local = files.getUri().getScheme().equals("file");
      if (!files.mkdirs(path)) {
        throw new IOException("it cannot be made a folder");
      }
      files.create(probe, true).close();
      files.delete(probe, false);
    } catch (IOException e) {
      boolean full = String.valueOf(e.getMessage()).contains("No space left");
      boolean refused =
          !full
              && (local
                  || e instanceof AccessControlException
                  || e instanceof AccessDeniedException);
      throw new JobException(
          refused ? ExitCode.BAD_CONFIG : ExitCode.INFRASTRUCTURE,
          "--output %s: cannot be written (%s); %s"
              .formatted(
                  folder,
                  e.getMessage(),
                  refused
                      ? "give a folder that may be written"
                      : full ? "make room and run again" : "running again may help"),
          e);
    }
  }

  private void replace(Path from, Path to) throws IOException {
    FileSystem files = fileSystem(to);
    files.delete(to, false);
    if (!files.rename(from, to)) {
      throw new IOException("renaming %s to %s was refused".formatted(from, to));
    }
  }

  /** A file's bare name as a path: Hadoop would take what stands before a colon for a scheme. */
  private static Path name(String name) {
    return new Path(null, null, name);
  }

  private FileSystem fileSystem(Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration.value());
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /** What stands under the very name, or else what the name matches as a pattern. */
  private static FileStatus[] roots(FileSystem files, Path path) throws IOException {
    if (files.exists(path)) {
      return new FileStatus[] {files.getFileStatus(path)};
    }
    FileStatus[] matches = files.globStatus(path);
    return matches == null ? new FileStatus[0] : matches;
  }

  /** The folder that sources are relative to; for a pattern, the part above its first match. */
  private static String base(FileSystem files, Path path, FileStatus status) {
    Path found = files.makeQualified(path);
    boolean literal = found.equals(status.getPath());
    Path base = literal && status.isDirectory() ? found : found.getParent();
    while (base != null && !below(base, status.getPath())) {
      base = base.getParent();
    }
    return base == null ? "" : base.toUri().getPath();
  }

  private static boolean below(Path base, Path path) {
    String prefix = base.toUri().getPath();
    String full = path.toUri().getPath();
    return full.equals(prefix) || full.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
  }

  private static StoredFile stored(FileStatus status, String base) {
    String full = status.getPath().toUri().getPath();
    String source = full.substring(base.length());
    return new StoredFile(
        status.getPath().toString(),
        source.startsWith("/") ? source.substring(1) : source,
        status.getLen(),
        status.getModificationTime());
  }

  private static boolean isHidden(String source) {
    return source.startsWith(".") || source.contains("/.");
  }
}
