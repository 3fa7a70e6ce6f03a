/**
 * Heroku's own buildpacks in the order in which they are tried, as of 2025-11;
 * https://devcenter.heroku.com/articles/buildpacks#officially-supported-buildpacks. Verified: buildpacks and the files that
 * stand for a language (their pages). (unverified): the process types that code without a Procfile gets.
 */
export interface Language {
  name: string;
  buildpack: string;
  /** One of these at the root is enough; a name that begins with a dot is an ending. */
  files: string[];
  defaults: Record<string, string>;
}

export const languages: readonly Language[] = [
  {
    name: "Ruby",
    buildpack: "heroku/ruby",
    files: ["Gemfile"],
    defaults: { console: "bundle exec irb", rake: "bundle exec rake" },
  },
  { name: "Node.js", buildpack: "heroku/nodejs", files: ["package.json"], defaults: { web: "npm start" } },
  { name: "Clojure", buildpack: "heroku/clojure", files: ["project.clj"], defaults: { repl: "lein repl" } },
  {
    name: "Python",
    buildpack: "heroku/python",
    files: ["requirements.txt", "Pipfile", "poetry.lock", "uv.lock", "pyproject.toml", "setup.py"],
    defaults: {},
  },
  { name: "Java", buildpack: "heroku/java", files: ["pom.xml"], defaults: {} },
  { name: "Gradle", buildpack: "heroku/gradle", files: ["gradlew", "build.gradle", "build.gradle.kts"], defaults: {} },
  { name: "Scala", buildpack: "heroku/scala", files: ["build.sbt"], defaults: {} },
  {
    name: "PHP",
    buildpack: "heroku/php",
    files: ["composer.json", "index.php"],
    defaults: { web: "heroku-php-apache2" },
  },
  { name: "Go", buildpack: "heroku/go", files: ["go.mod", "Gopkg.lock", "glide.yaml"], defaults: {} },
  { name: ".NET", buildpack: "heroku/dotnet", files: [".sln", ".slnx", ".csproj"], defaults: {} },
];

export function isWrittenIn(language: Language, names: readonly string[]): boolean {
  return language.files.some((file) =>
    file.startsWith(".") ? names.some((name) => name.endsWith(file)) : names.includes(file),
  );
}
