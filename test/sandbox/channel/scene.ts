import { startChannel, type ChannelOptions, type SandboxChannel } from '../../../src/sandbox/channel/channel.ts';
import type { Signing } from '../../../src/sandbox/signing.ts';
import { sharedSigning } from '../../support/shared-signing.ts';
import { startStandInBot, type Heard, type StandInBot } from '../stand-in-bot.ts';

/** The channel with a stand-in bot at its other end. */
export interface Scene {
  readonly channel: SandboxChannel;
  readonly bot: StandInBot;
  readonly signing: Signing;
  /** What the bot heard of a type, in order. */
  heard(type: string): readonly Heard[];
  stop(): Promise<void>;
}

export async function startScene(options: Partial<ChannelOptions> = {}): Promise<Scene> {
  const signing = await sharedSigning();
  const bot: StandInBot = await startStandInBot(signing, () => channel.serviceUrl);
  const channel: SandboxChannel = await startChannel({ signing, botEndpoint: () => bot.endpoint, ...options });
  return {
    channel,
    bot,
    signing,
    heard: (type) => bot.heard.filter((activity) => activity.type === type),
    async stop() {
      await channel.stop();
      await bot.stop();
    },
  };
}
