package vn.khue.audit.detection.pack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.khue.audit.detection.DetectionException;
import vn.khue.audit.detection.engine.DetectionEngine;
import vn.khue.audit.detection.engine.Shard;
import vn.khue.audit.detection.field.KhueTaxonomy;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.sigma.Problem;
import vn.khue.audit.detection.sigma.Reading;
import vn.khue.audit.detection.sigma.RuleSet;
import vn.khue.audit.detection.sigma.SigmaDocument;
import vn.khue.audit.detection.sigma.SigmaReader;
import vn.khue.audit.detection.sigma.Taxonomy;
import vn.khue.audit.detection.sigma.Threshold;

/** The rules that come with Khuê, with the numbers of a profile. Immutable; each engine made of it has a state of its own. */
public final class DetectionPack {

    private final RuleSet rules;
    private final DetectionProfile profile;

    private DetectionPack(RuleSet rules, DetectionProfile profile) {
        this.rules = rules;
        this.profile = profile;
    }

    /**
     * @throws DetectionException naming every fault, if the pack and the profile do not fit together
     */
    public static DetectionPack load(DetectionProfile profile) {
        Taxonomy taxonomy = new KhueTaxonomy(profile.zone());
        SigmaReader reader = new SigmaReader(taxonomy, profile.placeholders());
        List<SigmaDocument> documents = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String file : PackFiles.rules()) {
            Reading<List<SigmaDocument>> reading = reader.read(file, PackFiles.text("rules/" + file));
            if (reading instanceof Reading.Understood<List<SigmaDocument>> understood) {
                documents.addAll(understood.value());
            } else if (reading instanceof Reading.Refused<List<SigmaDocument>> refused) {
                problems.addAll(refused.problems());
            }
        }
        requireNone(problems);
        return new DetectionPack(linked(tuned(documents, profile), taxonomy), profile);
    }

    private static RuleSet linked(List<SigmaDocument> documents, Taxonomy taxonomy) {
        Reading<RuleSet> linked = RuleSet.of(documents, taxonomy);
        if (linked instanceof Reading.Refused<RuleSet> refused) {
            requireNone(refused.problems());
        }
        return ((Reading.Understood<RuleSet>) linked).value();
    }

    private static void requireNone(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new DetectionException("Detection pack: expected rules without faults, found: "
                    + String.join("; ", problems.stream().map(Problem::toString).toList()));
        }
    }

    private static List<SigmaDocument> tuned(List<SigmaDocument> documents, DetectionProfile profile) {
        Set<String> unused = new TreeSet<>(profile.thresholds().keySet());
        unused.addAll(profile.schoolThresholds().keySet());
        unused.addAll(profile.timespans().keySet());
        List<SigmaDocument> tuned = new ArrayList<>();
        for (SigmaDocument document : documents) {
            if (document instanceof SigmaDocument.Correlation correlation) {
                String name = correlation.head().reference();
                unused.remove(name);
                Threshold threshold = profile.thresholds().getOrDefault(name, correlation.threshold());
                Duration span = profile.timespans().getOrDefault(name, correlation.timespan());
                tuned.add(correlation.with(threshold, span));
            } else {
                tuned.add(document);
            }
        }
        if (!unused.isEmpty()) {
            throw new DetectionException("Detection profile: expected names of correlations, found " + unused);
        }
        return tuned;
    }

    public RuleSet rules() {
        return rules;
    }

    public DetectionProfile profile() {
        return profile;
    }

    /** @param schools ranges behind which whole schools stand */
    public DetectionEngine engine(SchoolNetworks schools) {
        return engine(schools, Shard.whole());
    }

    /**
     * @param schools ranges behind which whole schools stand
     * @param shard what of the work is this engine's
     */
    public DetectionEngine engine(SchoolNetworks schools, Shard shard) {
        return new DetectionEngine(rules, profile.schoolThresholds(), schools, profile.limits(), shard);
    }
}
