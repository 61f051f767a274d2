/** Written in by the build. */
declare const SDK_VERSION: string;
declare const RENDERER_FILE: string;
declare const HELP_FILE: string;
declare const BUILDER_FILE: string;
declare const WORDS_FILE: string;
