package io.chromaflow.jobs;

import io.chromaflow.eval.Estimate;
import io.chromaflow.eval.Method;
import io.chromaflow.eval.Metric;
import io.chromaflow.report.DataSummary;
import io.chromaflow.report.Fact;
import io.chromaflow.report.HeadlineFigure;
import io.chromaflow.report.Numbers;
import io.chromaflow.report.Recipe;
import io.chromaflow.report.Report;
import io.chromaflow.report.ScoreSheet;
import io.chromaflow.report.TrainingCurve;
import io.chromaflow.run.RunManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Words a report from the parts of a run. */
final class ReportAssembly {

  private static final int SHORT_ID = 8;

  private static final Map<String, String> COUNTS = new LinkedHashMap<>();

  static {
    COUNTS.put("files", "files read");
    COUNTS.put("duplicates", "copies of another");
    COUNTS.put("quarantined", "turned away");
    COUNTS.put("images", "photos kept");
    COUNTS.put(RunFolder.TRAIN_PHOTOS, "for training");
    COUNTS.put(RunFolder.VALIDATION_PHOTOS, "for validation");
    COUNTS.put(RunFolder.TEST_PHOTOS, "for the test");
    COUNTS.put("rows.train", "training views");
  }

  private final RunParts parts;

  private ReportAssembly(RunParts parts) {
    this.parts = parts;
  }

  /**
   * Returns the report, equal for equal parts.
   *
   * @param title of the page
   * @param parts of the run
   */
  static Report of(String title, RunParts parts) {
    return new ReportAssembly(parts).report(title);
  }

  private Report report(String title) {
    return new Report(
        title,
        introduction(),
        headline(),
        parts.pictures(),
        curve(),
        parts.summary().map(ReportAssembly::sheet),
        data(),
        recipe(),
        parts.missing());
  }

  private String introduction() {
    return parts
        .summary()
        .map(ScoreSummary::protocol)
        .map(
            p ->
                "%s colourings each of %s photos that the model was never trained on, drawn from the distribution of colours it has learnt; the likelihood it gives the originals; and its scores beside those of leaving them gray."
                    .formatted(p.samples(), Numbers.count(p.images())))
        .orElse("Photos that the model was never trained on, and the colours it draws for them.");
  }

  private List<HeadlineFigure> headline() {
    List<HeadlineFigure> figures = new ArrayList<>();
    parts.summary().ifPresent(summary -> addScores(figures, summary));
    Optional.ofNullable(parts.manifests().get(RunFolder.TENSORS))
        .ifPresent(tensors -> figures.add(photos(tensors)));
    if (!parts.rounds().isEmpty()) {
      figures.add(model());
    }
    return figures;
  }

  private static void addScores(List<HeadlineFigure> figures, ScoreSummary summary) {
    String set = summary.protocol().set();
    figure(summary, Method.CINN, Metric.NLL_PER_DIM)
        .ifPresent(
            nll ->
                figures.add(
                    new HeadlineFigure(
                        capital(set) + " NLL", withError(nll), againstBaseline(summary, nll))));
    figure(summary, Method.CINN, Metric.RMS_BEST_PER_PIXEL)
        .ifPresent(
            best ->
                figures.add(
                    new HeadlineFigure(
                        "Best of " + summary.protocol().samples(),
                        withError(best),
                        againstGray(summary))));
  }

  private static String againstBaseline(ScoreSummary summary, Estimate nll) {
    return figure(summary, Method.GAUSSIAN, Metric.NLL_PER_DIM)
        .map(
            baseline -> {
              double gap = baseline.value() - nll.value();
              return "nats/dim; %s %s the Gaussian baseline of %s"
                  .formatted(
                      Numbers.format(Math.abs(gap)),
                      gap >= 0 ? "below" : "above",
                      Numbers.value(baseline));
            })
        .orElse("nats/dim");
  }

  private static String againstGray(ScoreSummary summary) {
    StringBuilder note = new StringBuilder("RMS in RGB, minimum per pixel");
    figure(summary, Method.CINN, Metric.RMS_BEST_PER_IMAGE)
        .ifPresent(v -> note.append("; ").append(Numbers.value(v)).append(" per image"));
    figure(summary, Method.GRAYSCALE, Metric.RMS_BEST_PER_IMAGE)
        .ifPresent(v -> note.append(", left gray ").append(Numbers.value(v)));
    return note.toString();
  }

  private static HeadlineFigure photos(RunManifest tensors) {
    long train = tensors.count(RunFolder.TRAIN_PHOTOS);
    long validation = tensors.count(RunFolder.VALIDATION_PHOTOS);
    long test = tensors.count(RunFolder.TEST_PHOTOS);
    return new HeadlineFigure(
        "Photos",
        Numbers.count(train + validation + test),
        "%s to train on, %s to validate, %s held out for the test"
            .formatted(Numbers.count(train), Numbers.count(validation), Numbers.count(test)));
  }

  private HeadlineFigure model() {
    TrainingCurve.Round last = parts.rounds().get(parts.rounds().size() - 1);
    String id =
        parts.summary().map(s -> shortened(s.protocol().model())).orElse(last.round() + " rounds");
    return new HeadlineFigure(
        "Model",
        id,
        "%s rounds of training, %s images seen"
            .formatted(last.round(), Numbers.count(last.imagesSeen())));
  }

  private Optional<TrainingCurve> curve() {
    if (parts.rounds().isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble baseline =
        parts
            .summary()
            .flatMap(summary -> figure(summary, Method.GAUSSIAN, Metric.NLL_PER_DIM))
            .map(estimate -> OptionalDouble.of(estimate.value()))
            .orElse(OptionalDouble.empty());
    return Optional.of(new TrainingCurve(parts.rounds(), baseline));
  }

  private static ScoreSheet sheet(ScoreSummary summary) {
    List<String> methods = summary.methods().stream().map(m -> label(m.method())).toList();
    List<ScoreSheet.Row> rows = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      List<Optional<Estimate>> cells =
          summary.methods().stream().map(m -> summary.figure(m.method(), metric)).toList();
      if (cells.stream().anyMatch(Optional::isPresent)) {
        rows.add(new ScoreSheet.Row(metric, cells));
      }
    }
    return new ScoreSheet(methods, rows, protocol(summary), summary.remarks());
  }

  private static List<Fact> protocol(ScoreSummary summary) {
    ScoreSummary.Protocol p = summary.protocol();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("set", p.set()));
    facts.add(new Fact("set hash", p.setHash()));
    facts.add(new Fact("photos", Numbers.count(p.images())));
    facts.add(new Fact("picture", p.picture()));
    facts.add(new Fact("n, samples a photo", String.valueOf(p.samples())));
    facts.add(new Fact("temperature", Numbers.format(p.temperature())));
    facts.add(new Fact("seed", String.valueOf(p.seed())));
    facts.add(new Fact("model", p.model()));
    facts.add(new Fact("backend", p.backend()));
    facts.add(new Fact("code", p.code()));
    facts.add(
        new Fact("error bars", "bootstrap over photos, %s resamples".formatted(p.bootstrap())));
    for (ScoreSummary.MethodFigures method : summary.methods()) {
      facts.add(new Fact(label(method.method()), method.meaning()));
    }
    return facts;
  }

  private Optional<DataSummary> data() {
    RunManifest tensors = parts.manifests().get(RunFolder.TENSORS);
    if (tensors == null) {
      return Optional.empty();
    }
    List<Fact> counts = new ArrayList<>();
    COUNTS.forEach(
        (name, label) -> counts.add(new Fact(label, Numbers.count(tensors.count(name)))));
    return Optional.of(new DataSummary(counts, parts.rejected()));
  }

  private Recipe recipe() {
    List<String> commands = new ArrayList<>();
    List<Fact> configuration = new ArrayList<>();
    List<Fact> versions = new ArrayList<>();
    for (RunFolder.Stage stage : RunFolder.STAGES) {
      RunManifest manifest = parts.manifests().get(stage.folder());
      if (manifest == null) {
        continue;
      }
      commands.add(stage.command());
      configuration.add(new Fact(stage.configFile(), manifest.config().toPrettyString()));
      versions.add(
          new Fact(
              stage.folder(),
              "code %s, configuration %s, input %s"
                  .formatted(
                      manifest.codeVersion(), manifest.configHash(), manifest.inputFingerprint())));
    }
    return new Recipe(commands, configuration, versions);
  }

  private static Optional<Estimate> figure(ScoreSummary summary, Method method, Metric metric) {
    return summary.figure(method.id(), metric);
  }

  private static String label(String method) {
    return Method.ofId(method).map(Method::label).orElse(method);
  }

  private static String withError(Estimate estimate) {
    return (Numbers.value(estimate) + " " + Numbers.error(estimate)).strip();
  }

  private static String shortened(String id) {
    return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
  }

  private static String capital(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
