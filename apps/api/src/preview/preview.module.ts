import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { offer } from './preview-command.js';
import { PreviewQueries } from './preview.queries.js';

@Module({ providers: [PreviewQueries] })
export class PreviewModule {
  /** Lets every mutation of these modules be tried out. */
  static of(modules: readonly Type<object>[]): DynamicModule {
    offer(modules);
    return { module: PreviewModule };
  }
}
