import { Octokit } from "octokit";

export default () => new Octokit();
