package vn.khue.console.apps;

/**
 * What a form teacher does next: pupils of the own class who cannot sign in.
 *
 * @param people how many
 * @param className what the class is called
 * @param path of its page
 */
public record NextHelp(long people, String className, String path) {}
