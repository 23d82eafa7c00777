package vn.khue.audit.wazuh;

/**
 * Wazuh 5.x. Rules, lists, decoders, logtest, SCA, file integrity, active response and {@code /events} are gone from its server API:
 * their results are read from the indexer, and content is written there.
 */
public final class Wazuh5 implements Wazuh {

    private final ApiVersion version;
    private final Agents agents;
    private final AgentGroups groups;
    private final Cluster cluster;
    private final OwnAccount account;

    Wazuh5(ApiVersion version, Calls calls, Lists lists) {
        this.version = version;
        this.agents = new Agents(calls, lists);
        this.groups = new AgentGroups(calls, lists);
        this.cluster = new Cluster(calls, lists);
        this.account = new OwnAccount(calls, lists, ApiLine.V5);
    }

    @Override
    public ApiVersion version() {
        return version;
    }

    @Override
    public Agents agents() {
        return agents;
    }

    @Override
    public AgentGroups groups() {
        return groups;
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public OwnAccount account() {
        return account;
    }
}
