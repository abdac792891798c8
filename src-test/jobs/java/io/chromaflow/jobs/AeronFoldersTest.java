package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AeronFoldersTest {

  @Test
  void folders_ofMappedFiles_areAeronsOnceEach() {
    Stream<String> maps =
        Stream.of(
            "7f00-7f01 rw-s 00000000 00:17 12 /dev/shm/aeron-root-1f4f/cnc.dat",
            "7f01-7f02 rw-s 00000000 00:17 13 /dev/shm/aeron-root-1f4f/images/4.logbuffer",
            "7f02-7f03 r-xp 00000000 fe:00 14 /usr/lib/libc.so.6",
            "7f03-7f04 rw-s 00000000 00:17 15 /dev/shm/other/cnc.dat");
    assertThat(AeronFolders.folders(maps)).containsExactly(Path.of("/dev/shm/aeron-root-1f4f"));
  }
}
