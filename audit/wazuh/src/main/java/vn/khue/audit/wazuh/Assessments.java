package vn.khue.audit.wazuh;

import java.util.List;
import vn.khue.audit.wazuh.item.ScaCheck;
import vn.khue.audit.wazuh.item.ScaPolicy;

/** Security configuration assessment (SCA). 4.x only. */
public final class Assessments {

    private final Lists lists;

    Assessments(Lists lists) {
        this.lists = lists;
    }

    /** The policies an agent was assessed by, with scores; none if it has not been yet. */
    public Reply<Page<ScaPolicy>> policies(String agent, Slice slice) {
        return lists.page(
                Request.of(Operation.SCA).with("agent_id", Names.agent(agent)).slice(slice), Assessments::policy);
    }

    /** Check by check. */
    public Reply<Page<ScaCheck>> checks(String agent, String policy, Slice slice) {
        return lists.page(checks(agent, policy).slice(slice).query("sort", "+id"), Assessments::check);
    }

    /** Those that failed. */
    public Reply<Page<ScaCheck>> failed(String agent, String policy, Slice slice) {
        return lists.page(
                checks(agent, policy).slice(slice).query("sort", "+id").query("result", "failed"), Assessments::check);
    }

    private static Request checks(String agent, String policy) {
        return Request.of(Operation.SCA_CHECKS)
                .with("agent_id", Names.agent(agent))
                .with("policy_id", Names.policy(policy));
    }

    private static ScaPolicy policy(JsonObject json) {
        return new ScaPolicy(
                json.textOr("policy_id", "?"),
                json.textOr("name", "?"),
                json.count("pass"),
                json.count("fail"),
                json.count("invalid"),
                Math.min(100, json.count("score")),
                json.instant("end_scan"));
    }

    private static ScaCheck check(JsonObject json) {
        List<String> compliance = json.objects("compliance").stream()
                .map(mark -> mark.textOr("key", "?") + ":" + mark.textOr("value", "?"))
                .toList();
        return new ScaCheck(
                json.integer("id"),
                json.text("title", JsonObject.LONG).orElse("?"),
                ScaCheck.Result.of(json.textOr("result", "")),
                json.text("reason", JsonObject.LONG),
                json.text("remediation", JsonObject.LONG),
                compliance);
    }
}
