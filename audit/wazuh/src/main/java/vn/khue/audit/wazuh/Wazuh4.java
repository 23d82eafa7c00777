package vn.khue.audit.wazuh;

/** Wazuh 4.x, measured with 4.14.7. */
public final class Wazuh4 implements Wazuh {

    private final ApiVersion version;
    private final Agents agents;
    private final AgentGroups groups;
    private final Cluster cluster;
    private final OwnAccount account;
    private final Server server;
    private final Rules rules;
    private final Decoders decoders;
    private final CdbLists lists;
    private final EventIntake events;
    private final ActiveResponse activeResponse;
    private final Assessments assessments;
    private final FileIntegrity fileIntegrity;
    private final Logtest logtest;

    Wazuh4(ApiVersion version, Calls calls, Lists lists) {
        this.version = version;
        this.agents = new Agents(calls, lists);
        this.groups = new AgentGroups(calls, lists);
        this.cluster = new Cluster(calls, lists);
        this.account = new OwnAccount(calls, lists, ApiLine.V4);
        this.server = new Server(calls, cluster);
        this.rules = new Rules(calls, lists);
        this.decoders = new Decoders(calls, lists);
        this.lists = new CdbLists(calls, lists);
        this.events = new EventIntake(calls);
        this.activeResponse = new ActiveResponse(calls);
        this.assessments = new Assessments(lists);
        this.fileIntegrity = new FileIntegrity(calls, lists);
        this.logtest = new Logtest(calls);
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

    /** Processes and ruleset of the server itself. */
    public Server server() {
        return server;
    }

    public Rules rules() {
        return rules;
    }

    public Decoders decoders() {
        return decoders;
    }

    public CdbLists lists() {
        return lists;
    }

    public EventIntake events() {
        return events;
    }

    public ActiveResponse activeResponse() {
        return activeResponse;
    }

    /** Security configuration assessment (SCA). */
    public Assessments assessments() {
        return assessments;
    }

    /** File integrity monitoring (syscheck). */
    public FileIntegrity fileIntegrity() {
        return fileIntegrity;
    }

    public Logtest logtest() {
        return logtest;
    }
}
