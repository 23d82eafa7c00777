package vn.khue.sso.realm;

/**
 * One value that differs. Values of secrets are shown as {@code ***}.
 *
 * @param path where, as a dotted path from the resource
 * @param found what the server has; {@code (absent)} where it has nothing
 * @param wanted what the files say
 */
public record FieldChange(String path, String found, String wanted) {}
