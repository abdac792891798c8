package io.chromaflow.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The dependency laws of the packages. */
class ArchitectureTest {

  private static final String[] ENGINE = {"org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(Path.of("../core/target/classes"), Path.of("../jobs/target/classes"));

  @Test
  void core_knowsNoSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void engine_isUsedByFiveCorePackagesAndTheTrainerOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..layer..", "..flow..", "..condition..", "..train..", "..sample..")
        .and()
        .haveNameNotMatching(".*\\.jobs\\.(Train|SharedTransport|AveragingTransport|Transport).*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINE)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void run_usesNoneOfOurs() {
    classes()
        .that()
        .resideInAPackage("..chromaflow.run..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.chromaflow.run..",
            "com.typesafe.config..",
            "com.fasterxml.jackson..",
            "com.google.errorprone.annotations..",
            "org.jspecify.annotations..")
        .check(CLASSES);
  }

  @Test
  void dataFlow_pointsOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("layer")
        .definedBy("..chromaflow.layer..")
        .layer("flow")
        .definedBy("..chromaflow.flow..")
        .layer("condition")
        .definedBy("..chromaflow.condition..")
        .layer("train")
        .definedBy("..chromaflow.train..")
        .layer("sample")
        .definedBy("..chromaflow.sample..")
        .layer("eval")
        .definedBy("..chromaflow.eval..")
        .layer("report")
        .definedBy("..chromaflow.report..")
        .layer("jobs")
        .definedBy("..chromaflow.jobs..")
        .whereLayer("jobs")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("train")
        .mayOnlyBeAccessedByLayers("jobs")
        .whereLayer("sample")
        .mayOnlyBeAccessedByLayers("jobs")
        .whereLayer("eval")
        .mayOnlyBeAccessedByLayers("report", "jobs")
        .whereLayer("condition")
        .mayOnlyBeAccessedByLayers("train", "sample", "jobs")
        .whereLayer("flow")
        .mayOnlyBeAccessedByLayers("condition", "train", "sample", "jobs")
        .whereLayer("layer")
        .mayOnlyBeAccessedByLayers("flow", "condition", "train", "sample")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("io.chromaflow.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void jobs_areFinalAndDoNotCallEachOther() {
    classes()
        .that()
        .resideInAPackage("..jobs..")
        .and()
        .haveSimpleNameEndingWith("Job")
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .allowEmptyShould(true)
        .check(CLASSES);
    for (JavaClass job : CLASSES) {
      if (isJob(job)) {
        noClasses()
            .that()
            .haveSimpleNameEndingWith("Job")
            .and()
            .doNotHaveFullyQualifiedName(job.getFullName())
            .and()
            .areNotInterfaces()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(job.getFullName())
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  private static boolean isJob(JavaClass type) {
    return type.getPackageName().endsWith(".jobs")
        && type.getSimpleName().endsWith("Job")
        && !type.isInterface();
  }
}
